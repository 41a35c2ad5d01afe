/* In the place of network_layout.c where the library is built without Graphviz. */
#include "base/error.h"
#include "format/network_layout.h"

readout_status ro_layout(ro_layout_node *nodes, size_t n_nodes, const ro_layout_tie *ties, size_t n_ties, readout_error *err) {
  (void)nodes, (void)n_nodes, (void)ties, (void)n_ties;
  return ro_fail(err, READOUT_ERR_USAGE,
                 "this readout was built without pictures of networks: build it with -DREADOUT_PICTURES=ON, or ask for --json");
}
