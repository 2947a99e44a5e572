package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One conversion on its way through the pipeline: one or more inputs, one output. Each stage takes
 * a job and returns a fuller one.
 *
 * @param id sortable, 26 characters; also the first input's row
 * @param door {@code cli}, {@code sdk}, {@code http}, {@code inbox:<name>} or {@code
 *     schedule:<name>}
 * @param owner the process that runs it
 * @param createdAt epoch milliseconds; also the time in a versioned name
 * @param inputs what comes in, at least one
 * @param target where the output goes
 * @param options how to convert
 * @param resources what it may use
 * @param settings facts of the settings that stay on record with the job
 * @param control its live side
 * @param choice the engine, once chosen
 * @param plan the plan, once scanned or supposed
 * @param draft what its engine has of the output already, where the scan showed it the rows
 * @param conversion what the engine did, once it did
 * @param publication what was published, once it was
 * @param replay what makes it a replay, where it is one
 * @param nanos time by stage so far
 * @param agreement how it stands to the contract of its output folder
 */
public record Job(
    String id,
    String door,
    String owner,
    long createdAt,
    List<Input> inputs,
    Target target,
    ConversionOptions options,
    Resources resources,
    JobSettings settings,
    Control control,
    Optional<EngineChoice> choice,
    Optional<Plan> plan,
    Optional<Draft> draft,
    Optional<Conversion> conversion,
    Optional<Publication> publication,
    Optional<Replay> replay,
    Map<String, Long> nanos,
    Agreement agreement) {

  public Job {
    requireNonNull(id, "id is null");
    inputs = List.copyOf(inputs);
    nanos = Map.copyOf(nanos);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a job has at least one input");
    }
  }

  /** By the id alone: a job may hold plans of thousands of columns, and is looked up often. */
  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** A job as a door opens it, before any stage. */
  public static Job open(
      String id,
      String door,
      String owner,
      long createdAt,
      List<Input> inputs,
      Target target,
      ConversionOptions options,
      Resources resources,
      JobSettings settings,
      Control control) {
    return new Job(
        id,
        door,
        owner,
        createdAt,
        inputs,
        target,
        options,
        resources,
        settings,
        control,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Agreement.NONE);
  }

  /** Bytes of all inputs as they came in. */
  public long size() {
    return inputs.stream().mapToLong(Input::size).sum();
  }

  /** Bytes of the plain content of all inputs. */
  public long contentSize() {
    return inputs.stream().mapToLong(Input::contentSize).sum();
  }

  /** The one format of all inputs: the first input's, once inspected. */
  public String format() {
    return inputs.get(0).inspection().map(found -> found.format().label()).orElse("");
  }

  /** The engine's name, once chosen. */
  public String engine() {
    return choice.map(EngineChoice::engine).orElse("");
  }

  /** The plan; an error of ours if no stage has made one. */
  public Plan requirePlan() {
    return plan.orElseThrow(() -> new IllegalStateException("job " + id + " has no plan yet"));
  }

  /** The conversion; an error of ours if no engine has run. */
  public Conversion requireConversion() {
    return conversion.orElseThrow(
        () -> new IllegalStateException("job " + id + " has not been converted yet"));
  }

  public Job withInputs(List<Input> inspected) {
    return with(inspected, target, control, choice, plan, draft, conversion, publication, nanos);
  }

  public Job withControl(Control other) {
    return with(inputs, target, other, choice, plan, draft, conversion, publication, nanos);
  }

  public Job withTarget(Target other) {
    return with(inputs, other, control, choice, plan, draft, conversion, publication, nanos);
  }

  public Job withChoice(EngineChoice chosen) {
    Optional<EngineChoice> one = Optional.of(chosen);
    return with(inputs, target, control, one, plan, draft, conversion, publication, nanos);
  }

  public Job withPlan(Plan made) {
    Optional<Plan> one = Optional.of(made);
    return with(inputs, target, control, choice, one, draft, conversion, publication, nanos);
  }

  public Job withDraft(Draft begun) {
    Optional<Draft> one = Optional.of(begun);
    return with(inputs, target, control, choice, plan, one, conversion, publication, nanos);
  }

  /** This job with what its engine did; a draft is used up by then. */
  public Job withConversion(Conversion done) {
    Optional<Plan> made = Optional.of(done.plan());
    Optional<Conversion> one = Optional.of(done);
    return with(inputs, target, control, choice, made, Optional.empty(), one, publication, nanos);
  }

  public Job withPublication(Publication published) {
    Optional<Publication> one = Optional.of(published);
    return with(inputs, target, control, choice, plan, draft, conversion, one, nanos);
  }

  /** This job as a replay, before any stage. */
  public Job withReplay(Replay made) {
    return other(Optional.of(made), agreement, options, plan);
  }

  /**
   * This job before it is planned, with a contract laid under its options.
   *
   * @throws ConfigurationException if the contract cannot be kept for good and is to be
   */
  public Job under(Agreement known, Contract contract) {
    boolean rescue = options.schemaMode() == SchemaMode.RESCUE;
    Contract laid = rescue ? contract.rescuing() : contract;
    return other(replay, known, options.withContract(laid), Optional.empty());
  }

  /** This job with another standing to the contract. */
  public Job withAgreement(Agreement other) {
    return other(replay, other, options, plan);
  }

  private Job other(
      Optional<Replay> made, Agreement other, ConversionOptions asked, Optional<Plan> planned) {
    return new Job(
        id,
        door,
        owner,
        createdAt,
        inputs,
        target,
        asked,
        resources,
        settings,
        control,
        choice,
        planned,
        planned.isEmpty() ? Optional.empty() : draft,
        conversion,
        publication,
        made,
        nanos,
        other);
  }

  /** Whether it is still to be planned, or planned again because another job was faster. */
  public boolean unsettled() {
    return plan.isEmpty() || proposing();
  }

  /** Whether its inputs ask for a change of the contract that is not on record. */
  public boolean proposing() {
    return agreement.proposed().isPresent();
  }

  /** This job with {@code spent} nanoseconds more on a stage. */
  public Job withTime(String stage, long spent) {
    Map<String, Long> all = new LinkedHashMap<>(nanos);
    all.merge(stage, spent, Long::sum);
    return with(inputs, target, control, choice, plan, draft, conversion, publication, all);
  }

  private Job with(
      List<Input> newInputs,
      Target newTarget,
      Control newControl,
      Optional<EngineChoice> newChoice,
      Optional<Plan> newPlan,
      Optional<Draft> newDraft,
      Optional<Conversion> newConversion,
      Optional<Publication> newPublication,
      Map<String, Long> newNanos) {
    return new Job(
        id,
        door,
        owner,
        createdAt,
        newInputs,
        newTarget,
        options,
        resources,
        settings,
        newControl,
        newChoice,
        newPlan,
        newDraft,
        newConversion,
        newPublication,
        replay,
        newNanos,
        agreement);
  }
}
