package io.logflow.flow.proof;

import io.logflow.flow.JobConfig;
import io.logflow.flow.contract.RealFolder;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.SchemaVersion;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterContract;
import io.logflow.store.Contracts;
import io.logflow.store.StoredJob;
import java.nio.file.Path;

/** The contract that a job's input has to be read with again: what its output has. */
final class JobContract {
  private JobContract() {}

  /**
   * The columns of an output, with the formats that its dates and times were read in.
   *
   * @return none where the job kept no contract
   */
  static Contract of(StoredJob job, Path output, Footer footer, Contracts contracts) {
    if (!JobConfig.keptContract(job) && job.text("replay_of").isEmpty()) {
      return Contract.NONE;
    }
    Contract known =
        contracts
            .ofOutput(RealFolder.of(output))
            .map(SchemaVersion::contract)
            .orElse(Contract.NONE);
    Contract found = FooterContract.of(footer, job.id());
    Contract contract =
        new Contract(
            found.columns().stream()
                .map(
                    column ->
                        known.column(column.name()).filter(ContractColumn::verbatim).orElse(column))
                .toList());
    return found.rescue() ? contract.rescuing() : contract;
  }
}
