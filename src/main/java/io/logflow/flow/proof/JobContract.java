package io.logflow.flow.proof;

import io.logflow.flow.JobConfig;
import io.logflow.job.Column;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.Schema;
import io.logflow.job.SchemaVersion;
import io.logflow.store.Contracts;
import io.logflow.store.StoredJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contract that a job's input has to be read with again: what its output has. */
final class JobContract {
  private JobContract() {}

  /**
   * The columns of an output, with the formats that the contract of its folder remembers.
   *
   * @param schema what the output has
   * @return none where the job kept no contract
   */
  static Contract of(StoredJob job, Schema schema, Contracts contracts) {
    if (!JobConfig.keptContract(job) && job.text("replay_of").isEmpty()) {
      return Contract.NONE;
    }
    Contract known =
        job.text("ledger_output")
            .flatMap(contracts::newest)
            .map(SchemaVersion::contract)
            .orElse(Contract.NONE);
    List<ContractColumn> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      Optional<String> format =
          known
              .column(column.name())
              .filter(now -> now.type().kind() == column.type().kind())
              .flatMap(ContractColumn::format);
      columns.add(new ContractColumn(column.name(), column.type(), format, true));
    }
    return new Contract(columns);
  }
}
