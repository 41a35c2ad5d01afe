/*
 * The manual, the completions of shells and the topics of `readout help`: made from the table of commands and from docs/, so that
 * they say what the program does.
 */
#include <string.h>

#include "cli.h"

typedef struct topic {
  const char *name;
  const unsigned char *bytes;
  size_t len;
} topic;

#include "topics.inc" /* TOPICS: made from docs/ by the build */

#define N_TOPICS (sizeof TOPICS / sizeof *TOPICS)

/* -- topics ---------------------------------------------------------------------------------------------------------- */

bool cli_print_topic(const char *name) {
  for (size_t i = 0; i < N_TOPICS; i++) {
    if (strcmp(TOPICS[i].name, name) != 0) continue;
    fwrite(TOPICS[i].bytes, 1, TOPICS[i].len, stdout);
    return true;
  }
  return false;
}

void cli_list_topics(FILE *out) {
  fputs("topics of readout help:", out);
  for (size_t i = 0; i < N_TOPICS; i++) fprintf(out, " %s", TOPICS[i].name);
  fputs("\n", out);
}

/* -- options, as a command's usage has them ------------------------------------------------------------------------------ */

typedef struct usage_option {
  char name[24];  /* without its dashes */
  char value[24]; /* "FILE", "text|conllu", or empty where it takes none */
} usage_option;

static void copy_word(char out[24], const char *from, size_t len) {
  if (len > 23) len = 23;
  memcpy(out, from, len);
  out[len] = '\0';
}

/* The next option behind *at, which is moved behind it. */
static bool next_option(const char **at, usage_option *option) {
  const char *dashes = strstr(*at, "--");
  if (!dashes) return false;
  const char *name = dashes + 2;
  size_t len = strcspn(name, " ]|");
  copy_word(option->name, name, len);
  option->value[0] = '\0';
  const char *rest = name + len;
  if (*rest == ' ' && rest[1] != '|' && rest[1] != '[' && rest[1] != '-')
    copy_word(option->value, rest + 1, strcspn(rest + 1, " ]"));
  *at = rest;
  return true;
}

/* What every command takes; `--record` stands in the usage of those that have one. */
static const char COMMON[] = "--data DIR --threads N --quiet --help";

static bool is_path(const char *value) {
  return strcmp(value, "FILE") == 0 || strcmp(value, "DIR") == 0 || strcmp(value, "PATH") == 0;
}

/* -- the manual page ------------------------------------------------------------------------------------------------------ */

/* The bytes of a character beyond ASCII (the table is valid UTF-8) as troff's name for it; *text is moved to its last byte. */
static void put_wide(const char **text) {
  const unsigned char *at = (const unsigned char *)*text;
  size_t more = at[0] >= 0xF0 ? 3 : at[0] >= 0xE0 ? 2 : 1;
  unsigned point = at[0] & (0x3FU >> more);
  for (size_t i = 1; i <= more; i++) point = point << 6 | (at[i] & 0x3FU);
  printf("\\[u%04X]", point);
  *text += more;
}

/* Text for troff: what it would take for a request or an escape is none. */
static void put_roff(const char *text) {
  bool begins = true;
  for (; *text; text++) {
    if (begins && (*text == '.' || *text == '\'')) fputs("\\&", stdout);
    begins = *text == '\n';
    if ((unsigned char)*text >= 0x80) {
      put_wide(&text);
    } else if (*text == '\\') {
      fputs("\\e", stdout);
    } else if (*text == '-') {
      fputs("\\-", stdout);
    } else {
      putchar(*text);
    }
  }
}

static void put_command(const cli_command *command) {
  fputs(".SS ", stdout);
  put_roff(command->name);
  fputs("\n.nf\n.B readout ", stdout);
  put_roff(command->name);
  fputs(" ", stdout);
  put_roff(command->usage);
  fputs("\n.fi\n.PP\n", stdout);
  put_roff(command->summary);
  fputs(".\n.PP\n.nf\n", stdout);
  put_roff(command->help);
  fputs("\n.fi\n", stdout);
}

int cli_manual(readout_engine *engine, const cli_options *options) {
  (void)engine, (void)options;
  printf(".TH READOUT 1 \"\" \"Readout %s\" \"User Commands\"\n", readout_version());
  fputs(
      ".SH NAME\nreadout \\- reads reports of diplomatic meetings and compares them\n"
      ".SH SYNOPSIS\n.B readout\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n.SH DESCRIPTION\n",
      stdout);
  put_roff(
      "Reports go in; out comes who met whom, when, where and in which office, who said what, what was agreed and which "
      "positions\n"
      "were taken, traced to the words of every report that has it, with what each report leaves out, where they disagree, "
      "which\n"
      "of them are copies, and how the formulations change from meeting to meeting.\n");
  fputs(".SH OPTIONS\nAll commands take these.\n", stdout);
  const struct {
    const char *option, *what;
  } options_of_all[] = {{"--record FILE", "the record; else what READOUT_RECORD names, else readout.db"},
                        {"--data DIR", "models and lists; else what READOUT_DATA names, else those installed"},
                        {"--threads N", "worker threads; else one a processor"},
                        {"--quiet", "no progress and no tally on standard error"},
                        {"--help", "help on a command"},
                        {"--version", "the version"}};
  for (size_t i = 0; i < sizeof options_of_all / sizeof *options_of_all; i++) {
    fputs(".TP\n.B ", stdout);
    put_roff(options_of_all[i].option);
    fputs("\n", stdout);
    put_roff(options_of_all[i].what);
    fputs("\n", stdout);
  }
  fputs(".SH COMMANDS\n", stdout);
  for (size_t c = 0; c < CLI_N_COMMANDS; c++) put_command(&CLI_COMMANDS[c]);
  fputs(
      ".SH ENVIRONMENT\n.TP\n.B READOUT_RECORD\nthe record, where no option names it\n.TP\n.B READOUT_DATA\nthe folder of models "
      "and lists\n"
      ".TP\n.B READOUT_WHO\nwho decides, for\n.B readout review\n.TP\n.B NO_COLOR\nno colours on a terminal\n"
      ".SH EXIT STATUS\n.TP\n0\ndone\n.TP\n1\ndone, but some items could not be read, or check found faults\n.TP\n2\nwrong "
      "usage\n.TP\n3\nfailed\n"
      ".SH SEE ALSO\nThe topics of\n.BR \"readout help\" :",
      stdout);
  for (size_t i = 0; i < N_TOPICS; i++) {
    fputs(i ? ", " : "\n", stdout);
    put_roff(TOPICS[i].name);
  }
  fputs(".\n", stdout);
  return CLI_OK;
}

/* -- completions ---------------------------------------------------------------------------------------------------------- */

static void put_options(const char *usage, const char *format) {
  usage_option option;
  for (const char *at = usage; next_option(&at, &option);) printf(format, option.name);
}

/* A summary within single quotes; `also` is another sign that the shell would read. */
static void put_quoted(const char *text, char also) {
  for (; *text; text++) {
    if (*text == '\'') {
      fputs("'\\''", stdout);
    } else {
      if (also && *text == also) putchar('\\');
      putchar(*text);
    }
  }
}

static void put_choices(const char *usage, const char *format) {
  usage_option option;
  for (const char *at = usage; next_option(&at, &option);) {
    if (!strchr(option.value, '|')) continue;
    char words[24];
    copy_word(words, option.value, strlen(option.value));
    for (char *bar = words; (bar = strchr(bar, '|'));) *bar = ' ';
    printf(format, option.name, words);
  }
}

static void put_bash(void) {
  fputs(
      "# readout completion bash\n_readout() {\n  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} "
      "options= \n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"",
      stdout);
  for (size_t c = 0; c < CLI_N_COMMANDS; c++) printf("%s ", CLI_COMMANDS[c].name);
  fputs("\" -- \"$current\"))\n    return\n  fi\n  case ${COMP_WORDS[1]}:$before in\n", stdout);
  for (size_t c = 0; c < CLI_N_COMMANDS; c++) {
    char format[128];
    (void)snprintf(format, sizeof format, "    %s:--%%s) COMPREPLY=($(compgen -W \"%%s\" -- \"$current\")); return ;;\n",
                   CLI_COMMANDS[c].name);
    put_choices(CLI_COMMANDS[c].usage, format);
  }
  fputs("    help:*) COMPREPLY=($(compgen -W \"", stdout);
  for (size_t c = 0; c < CLI_N_COMMANDS; c++) printf("%s ", CLI_COMMANDS[c].name);
  for (size_t i = 0; i < N_TOPICS; i++) printf("%s ", TOPICS[i].name);
  fputs("\" -- \"$current\")); return ;;\n  esac\n  case ${COMP_WORDS[1]} in\n", stdout);
  for (size_t c = 0; c < CLI_N_COMMANDS; c++) {
    printf("    %s) options=\"", CLI_COMMANDS[c].name);
    put_options(CLI_COMMANDS[c].usage, "--%s ");
    put_options(COMMON, "--%s ");
    fputs("\" ;;\n", stdout);
  }
  fputs(
      "  esac\n  case $current in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$current\")) ;;\n"
      "    *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n  esac\n}\ncomplete -o filenames -F _readout readout\n",
      stdout);
}

static void put_zsh(void) {
  fputs("#compdef readout\n_readout() {\n  if (( CURRENT == 2 )); then\n    local -a commands\n    commands=(\n", stdout);
  for (size_t c = 0; c < CLI_N_COMMANDS; c++) {
    printf("      '%s:", CLI_COMMANDS[c].name);
    put_quoted(CLI_COMMANDS[c].summary, ':');
    fputs("'\n", stdout);
  }
  fputs("    )\n    _describe command commands\n    return\n  fi\n  case $words[2] in\n", stdout);
  for (size_t c = 0; c < CLI_N_COMMANDS; c++) {
    printf("    %s) _arguments '*:file:_files'", CLI_COMMANDS[c].name);
    const char *const usages[] = {CLI_COMMANDS[c].usage, COMMON};
    usage_option option;
    for (size_t u = 0; u < 2; u++)
      for (const char *at = usages[u]; next_option(&at, &option);)
        printf(" '--%s%s%s%s'", option.name, option.value[0] ? ":" : "", option.value[0] ? option.name : "",
               !option.value[0]        ? ""
               : is_path(option.value) ? ":_files"
                                       : ":");
    fputs(" ;;\n", stdout);
  }
  fputs("  esac\n}\n_readout \"$@\"\n", stdout);
}

static void put_fish(void) {
  for (size_t c = 0; c < CLI_N_COMMANDS; c++) {
    const char *name = CLI_COMMANDS[c].name;
    printf("complete -c readout -n __fish_use_subcommand -a %s -d '", name);
    put_quoted(CLI_COMMANDS[c].summary, 0);
    fputs("'\n", stdout);
    const char *const usages[] = {CLI_COMMANDS[c].usage, COMMON};
    usage_option option;
    for (size_t u = 0; u < 2; u++)
      for (const char *at = usages[u]; next_option(&at, &option);)
        printf("complete -c readout -n '__fish_seen_subcommand_from %s' -l %s%s\n", name, option.name,
               !option.value[0]        ? ""
               : is_path(option.value) ? " -r"
                                       : " -x");
  }
}

int cli_completion(readout_engine *engine, const cli_options *options) {
  static const struct {
    const char *shell;
    void (*put)(void);
  } SHELLS[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
  (void)engine;
  for (size_t i = 0; i < sizeof SHELLS / sizeof *SHELLS; i++) {
    if (strcmp(SHELLS[i].shell, options->args[0]) != 0) continue;
    SHELLS[i].put();
    return CLI_OK;
  }
  fprintf(stderr, "readout: no completions for \"%s\": bash, zsh or fish\n", options->args[0]);
  return CLI_USAGE;
}
