/*
 * The engine's work on many reports in steps that a cluster runs (docs/spark.md): each a function from the rows of one key to
 * rows of others, so that whoever sorts rows by their keys and hands them on has the record of any number of reports, on any
 * number of machines, byte for byte what readout_record_export() gives.
 *
 *   readout_compose(engine, "keys", &input, sink, ctx, &err);   // "KEY\tVALUE\n" … -> "TABLE\tKEY\tVALUE\n" …
 */
#ifndef READOUT_COMPOSE_H
#define READOUT_COMPOSE_H

#include <readout/readout.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Runs a step over rows: lines of a key, a tab and a value, in byte order, those of one key together and none of them elsewhere.
 * They come from input->read, or standard input; of `input` all else is left alone. Gives rows with the name of their table
 * before them, the same for the same rows of a key, whatever other keys there are. Memory is bounded by the rows of one key, of
 * most steps by far less. READOUT_ERR_USAGE for an unknown step, READOUT_ERR_INPUT names the line that is no row of the step.
 */
READOUT_API readout_status readout_compose(const readout_engine *engine, const char *step, const readout_input *input,
                                           readout_sink sink, void *ctx, readout_error *err);

#ifdef __cplusplus
}
#endif

#endif
