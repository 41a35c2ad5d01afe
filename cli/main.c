#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const cli_command *find_command(const char *name) {
  for (size_t c = 0; c < CLI_N_COMMANDS; c++)
    if (strcmp(CLI_COMMANDS[c].name, name) == 0) return &CLI_COMMANDS[c];
  return NULL;
}

static void print_help(FILE *out) {
  fputs(
      "Readout reads reports of diplomatic meetings and builds a record of them:\nwho met whom, who said what, what was agreed, "
      "and how the reports differ.\n\n",
      out);
  fputs("usage: readout COMMAND [OPTION…] [ARGUMENT…]\n\n", out);
  for (size_t c = 0; c < CLI_N_COMMANDS; c++) fprintf(out, "  %-9s %s\n", CLI_COMMANDS[c].name, CLI_COMMANDS[c].summary);
  fputs(
      "\noptions of all commands:\n"
      "  --record FILE    the record (else $READOUT_RECORD, else readout.db)\n"
      "  --data DIR       models and lists (else $READOUT_DATA, else those installed)\n"
      "  --threads N      worker threads (else one a processor)\n"
      "  --quiet          no progress and no tally on standard error\n"
      "  --help           help on a command\n"
      "  --version        the version\n"
      "\nexit status: 0 done; 1 done, but some items could not be read, or faults found; 2 wrong usage; 3 failed\n"
      "try it: readout demo\n",
      out);
}

static void print_command_help(const cli_command *command) {
  printf("usage: readout %s %s\n\n%s\n", command->name, command->usage, command->help);
}

int cli_help(readout_engine *engine, const cli_options *options) {
  (void)engine;
  if (options->n_args == 0) {
    print_help(stdout);
    cli_list_topics(stdout);
    return CLI_OK;
  }
  const cli_command *about = find_command(options->args[0]);
  if (about) print_command_help(about);
  if (about || cli_print_topic(options->args[0])) return CLI_OK;
  fprintf(stderr, "readout: no command and no topic \"%s\"\n", options->args[0]);
  cli_list_topics(stderr);
  return CLI_USAGE;
}

static bool number(const char *text, size_t *out) {
  char *end;
  errno = 0;
  long value = strtol(text, &end, 10);
  if (errno || *end || end == text || value < 0 || value > 100000) return false;
  *out = (size_t)value;
  return true;
}

static int usage_error(const char *problem, const char *subject) {
  fprintf(stderr, "readout: %s \"%s\": see readout --help\n", problem, subject);
  return CLI_USAGE;
}

/* What getopt could not take: it stays at an argument of several letters until all are read. */
static const char *option_of(int argc, char **argv) {
  bool within = optopt && optind < argc && argv[optind][0] == '-' && argv[optind][1] != '-' && strchr(argv[optind], optopt);
  return argv[within ? optind : optind - 1];
}

static int unknown_option(const char *option) {
  if (option[0] != '-' || option[1] == '-') return usage_error("unknown option, or one without its value:", option);
  fprintf(stderr, "readout: unknown option \"%s\": what begins so and is none stands behind --; see readout --help\n", option);
  return CLI_USAGE;
}

/* Options may stand before and after the arguments. Returns CLI_OK, or the status to end with; -1: help was printed. */
static int parse(int argc, char **argv, const cli_command *command, cli_options *options) {
  static const struct option LONG[] = {{"record", required_argument, NULL, 'r'},
                                       {"data", required_argument, NULL, 'd'},
                                       {"format", required_argument, NULL, 'f'},
                                       {"input", required_argument, NULL, 'i'},
                                       {"html", required_argument, NULL, 'w'},
                                       {"threads", required_argument, NULL, 't'},
                                       {"width", required_argument, NULL, 'c'},
                                       {"who", required_argument, NULL, 'o'},
                                       {"why", required_argument, NULL, 'y'},
                                       {"when", required_argument, NULL, 'n'},
                                       {"every", required_argument, NULL, 'e'},
                                       {"delay", required_argument, NULL, 'p'},
                                       {"timeout", required_argument, NULL, 'm'},
                                       {"allow-private", no_argument, NULL, 'a'},
                                       {"output", required_argument, NULL, 'x'},
                                       {"all", no_argument, NULL, 'Z'},
                                       {"with", required_argument, NULL, 'b'},
                                       {"deep", no_argument, NULL, 'D'},
                                       {"force", no_argument, NULL, 'z'},
                                       {"plain", no_argument, NULL, 'B'},
                                       {"list", no_argument, NULL, 'l'},
                                       {"unbound", no_argument, NULL, 'u'},
                                       {"json", no_argument, NULL, 'j'},
                                       {"quiet", no_argument, NULL, 'q'},
                                       {"help", no_argument, NULL, 'h'},
                                       {"party", required_argument, NULL, 'P'},
                                       {"framework", required_argument, NULL, 'F'},
                                       {"since", required_argument, NULL, 'S'},
                                       {"until", required_argument, NULL, 'U'},
                                       {"outlet", required_argument, NULL, 'O'},
                                       {"side", required_argument, NULL, 'I'},
                                       {"speaker", required_argument, NULL, 'K'},
                                       {"act", required_argument, NULL, 'A'},
                                       {"in", required_argument, NULL, 'N'},
                                       {"limit", required_argument, NULL, 'L'},
                                       {"listen", required_argument, NULL, 'E'},
                                       {"port", required_argument, NULL, 'T'},
                                       {"token-file", required_argument, NULL, 'k'},
                                       {"host", required_argument, NULL, 'H'},
                                       {"read-only", no_argument, NULL, 'R'},
                                       {"serve", no_argument, NULL, 'v'},
                                       {NULL, 0, NULL, 0}};
  int opt;
  opterr = 0;
  while ((opt = getopt_long(argc, argv, "qh", LONG, NULL)) != -1) {
    switch (opt) {
      case 'r':
        options->record = optarg;
        options->record_given = true;
        break;
      case 'd':
        options->data = optarg;
        break;
      case 'f':
        options->format = optarg;
        break;
      case 'i':
        options->input = optarg;
        break;
      case 'w':
        options->html = optarg;
        break;
      case 'x':
        options->output = optarg;
        break;
      case 'Z':
        options->all = true;
        break;
      case 'o':
        options->who = optarg;
        break;
      case 'y':
        options->why = optarg;
        break;
      case 'n':
        options->when = optarg;
        break;
      case 'b':
        options->with = optarg;
        break;
      case 'D':
        options->deep = true;
        break;
      case 'z':
        options->force = true;
        break;
      case 'B':
        options->plain = true;
        break;
      case 'l':
        options->list = true;
        break;
      case 'u':
        options->unbound = true;
        break;
      case 'j':
        options->json = true;
        break;
      case 'q':
        options->quiet = true;
        break;
      case 'a':
        options->allow_private = true;
        break;
      case 'e':
        if (!number(optarg, &options->every) || options->every == 0) return usage_error("not a number of minutes:", optarg);
        break;
      case 'p':
        if (!number(optarg, &options->delay)) return usage_error("not a number of seconds:", optarg);
        break;
      case 'm':
        if (!number(optarg, &options->timeout) || options->timeout == 0) return usage_error("not a number of seconds:", optarg);
        break;
      case 't':
        if (!number(optarg, &options->threads)) return usage_error("not a number of threads:", optarg);
        break;
      case 'c':
        if (!number(optarg, &options->width)) return usage_error("not a number of columns or pixels:", optarg);
        break;
      case 'P':
        if (options->n_parties == CLI_MOST_PARTIES) return usage_error("one party too many:", optarg);
        options->party[options->n_parties++] = optarg;
        break;
      case 'F':
        options->framework = optarg;
        break;
      case 'S':
        options->since = optarg;
        break;
      case 'U':
        options->until = optarg;
        break;
      case 'O':
        options->outlet = optarg;
        break;
      case 'I':
        options->side = optarg;
        break;
      case 'K':
        options->speaker = optarg;
        break;
      case 'A':
        options->act = optarg;
        break;
      case 'N':
        options->in = optarg;
        break;
      case 'L':
        if (!number(optarg, &options->limit)) return usage_error("not a number of results:", optarg);
        break;
      case 'E':
        options->listen = optarg;
        break;
      case 'T':
        if (!number(optarg, &options->port)) return usage_error("not a port:", optarg);
        break;
      case 'k':
        options->token_file = optarg;
        break;
      case 'H':
        if (options->n_hosts == CLI_MOST_HOSTS) return usage_error("one host too many:", optarg);
        options->host[options->n_hosts++] = optarg;
        break;
      case 'R':
        options->read_only = true;
        break;
      case 'v':
        options->serve = true;
        break;
      case 'h':
        print_command_help(command);
        return -1;
      default:
        return unknown_option(option_of(argc, argv));
    }
  }
  options->args = (const char *const *)&argv[optind];
  options->n_args = (size_t)(argc - optind);
  return CLI_OK;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    print_help(stderr);
    return CLI_USAGE;
  }
  if (strcmp(argv[1], "--version") == 0) {
    printf("readout %s\n", readout_version());
    return cli_flush(CLI_OK);
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
    print_help(stdout);
    return cli_flush(CLI_OK);
  }
  const cli_command *command = find_command(argv[1]);
  if (!command) return usage_error("unknown command", argv[1]);
  cli_options options = {.record = getenv("READOUT_RECORD"), .delay = 1, .limit = 20, .port = CLI_PORT};
  if (!options.record || !*options.record) options.record = "readout.db";
  int status = parse(argc - 1, argv + 1, command, &options);
  if (status != CLI_OK) return status < 0 ? cli_flush(CLI_OK) : status;
  if (options.n_args < command->min_args || (command->max_args && options.n_args > command->max_args)) {
    fprintf(stderr, "readout: usage: readout %s %s\n", command->name, command->usage);
    return CLI_USAGE;
  }
  bool is_of_manual = command->run == cli_help || command->run == cli_manual || command->run == cli_completion;
  if (is_of_manual) return cli_flush(command->run(NULL, &options)); /* neither models nor lists are needed */
  readout_engine *engine;
  readout_error err = {0};
  if (readout_engine_open(options.data, &engine, &err) != READOUT_OK) return cli_fail(&err);
  status = command->run(engine, &options);
  readout_engine_close(engine);
  return cli_flush(status);
}
