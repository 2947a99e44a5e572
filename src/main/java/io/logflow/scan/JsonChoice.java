package io.logflow.scan;

import io.logflow.job.JsonField;

/**
 * The type of a node with what goes with it.
 *
 * @param choice the type, why, and the statistics where the scan has them
 * @param field where and how it is read
 * @param counted whether the scan has counted its values under this type; if not, they are read
 *     once more
 */
record JsonChoice(Choice choice, JsonField field, boolean counted) {}
