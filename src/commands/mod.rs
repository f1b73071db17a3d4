//! The command line as types, and short programs over the stages: a file for each.
//!
//! In: arguments, and a root. Out: text on the terminal, an [`outcome`], files through [`crate::publish`]. Never: a
//! stage of its own; what two commands need belongs in the room of its trade.

pub mod add;
pub mod audit;
pub mod check;
pub mod cite;
pub mod edition;
pub mod edits;
mod external;
pub mod import;
pub mod init;
pub mod machine;
pub mod manual;
pub mod mcp;
pub mod new;
pub mod out;
pub mod outcome;
pub mod progress;
pub mod record;
pub mod rename;
pub mod schema;
pub mod serve;
pub mod timer;
pub mod verify;
pub mod words;

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cite::Style;
use crate::model::site::BaseUrl;
use crate::publish::{self, change};

use outcome::Failure;

/// A static-site generator for briefings whose every figure can be traced, checked and cited.
#[derive(Debug, Parser)]
#[command(name = "briefing", version, about)]
pub struct Cli {
    /// Say nothing but errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: hints, and how long each stage took
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// How much is said beside answers.
    pub fn volume(&self) -> out::Volume {
        match (self.quiet, self.verbose) {
            (true, _) => out::Volume::Quiet,
            (false, true) => out::Volume::Verbose,
            (false, false) => out::Volume::Normal,
        }
    }
}

/// The briefing's folder: a word of its own, or behind `--root`.
#[derive(Debug, Args)]
pub struct Root {
    /// The briefing's folder
    #[arg(value_name = "ROOT", conflicts_with = "root")]
    folder: Option<PathBuf>,
    /// The same, by name
    #[arg(long, value_name = "ROOT", default_value = ".")]
    root: PathBuf,
}

impl Root {
    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.as_deref().unwrap_or(&self.root)
    }
}

/// The commands (contract).
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site
    Build {
        /// The briefing's folder
        #[command(flatten)]
        root: Root,
        /// Where to put the site [default: `site` under the root]
        #[arg(long)]
        output: Option<PathBuf>,
        /// Absolute address of the published root, instead of site.toml's
        #[arg(long)]
        base_url: Option<BaseUrl>,
        /// Take what a draft may still lack for warnings
        #[arg(long)]
        drafts: bool,
        /// Count witnesses and conflicts as if this origin were not believed; may be given several times
        #[arg(long, value_name = "ORIGIN")]
        without: Vec<String>,
        /// Say how long each stage took
        #[arg(long)]
        timings: bool,
    },
    /// Look every excerpt up in its archived document
    Verify {
        /// The briefing's folder
        #[command(flatten)]
        root: Root,
        /// The folder of archived documents [default: `archive` under the root]
        #[arg(long)]
        archive: Option<PathBuf>,
        /// How to report
        #[arg(long, value_enum, default_value = "human")]
        format: Format,
        /// Write what was seen to content/verified.toml
        #[arg(long)]
        record: bool,
    },
    /// Say how to cite a fact, page or source
    Cite {
        /// A fact's id, `source:<slug>`, `<kind>:<slug>`, or a page's path
        id: String,
        /// The citation style; also the name of a CSL file of site.toml, without its ending
        #[arg(long, value_parser = StyleWord, default_value = Style::ALL[0].word)]
        style: String,
        /// The language, by its short code
        #[arg(long)]
        lang: Option<String>,
        /// The briefing's folder
        #[arg(long, default_value = ".")]
        root: PathBuf,
    },
    /// Say which citations of a report still hold: Markdown, text, HTML, DOCX, ODT or .bib
    Audit {
        /// The reports
        #[arg(required = true)]
        reports: Vec<PathBuf>,
        /// How to report
        #[arg(long, value_enum, default_value = "human")]
        format: Format,
        /// The briefing's folder
        #[arg(long, default_value = ".")]
        root: PathBuf,
    },
    /// Answer other programs' questions on standard input and output (Model Context Protocol)
    Mcp {
        /// The briefing's folder
        #[arg(long, default_value = ".")]
        root: PathBuf,
    },
    /// Freeze a dated edition: pages that changed since the last one are kept under editions/
    Edition {
        /// Write the edition there too, as one package to deposit (BagIt with an RO-Crate)
        #[arg(long)]
        package: Option<PathBuf>,
        /// Freeze nothing, and note the DOI under which an edition was deposited
        #[arg(long, conflicts_with = "package")]
        doi: Option<String>,
        /// The edition of this day, instead of the newest
        #[arg(long, requires = "doi", value_name = "YYYY-MM-DD")]
        of: Option<String>,
        /// The briefing's folder
        #[arg(long, default_value = ".")]
        root: PathBuf,
    },
    /// Note what is published now in versions.toml, and why published facts have changed in corrections.toml
    Record {
        /// What kind of change it is
        #[arg(long, value_enum)]
        kind: Option<ChangeKind>,
        /// Why it changed, for readers; `zh=…` gives it in another language of the briefing
        #[arg(long)]
        reason: Vec<String>,
        /// Only these facts, by their ids; the other changes wait for their own reason
        #[arg(long)]
        fact: Vec<String>,
        /// The briefing's folder
        #[arg(long, default_value = ".")]
        root: PathBuf,
    },
    /// Serve the briefing on this machine while it is being written
    Serve {
        /// The briefing's folder
        #[command(flatten)]
        root: Root,
        /// The port; 0 takes any that is free
        #[arg(long, default_value_t = 8765)]
        port: u16,
        /// Open it in the browser
        #[arg(long)]
        open: bool,
    },
    /// Report every problem of the content
    Check {
        /// The briefing's folder
        #[command(flatten)]
        root: Root,
        /// How to report
        #[arg(long, value_enum, default_value = "human")]
        format: Format,
        /// Say of every page how well it is supported
        #[arg(long)]
        score: bool,
        /// Link naked figures that match one fact, write the text of empty links to facts, mend names that are
        /// mistyped by one letter; with --archive also lines and hashes
        #[arg(long)]
        fix: bool,
        /// With --fix: the folder of archived documents
        #[arg(long, requires = "fix")]
        archive: Option<PathBuf>,
        /// With --fix: say what would change, and write nothing
        #[arg(long, requires = "fix")]
        dry_run: bool,
        /// Ask the addresses of sources and works whether they still answer (needs `curl` and the network)
        #[arg(long)]
        external: bool,
    },
    /// Make a new briefing that builds
    Init(init::Init),
    /// Add a document as a source, or a figure of one
    #[command(subcommand)]
    Add(add::Add),
    /// Add a document as a source, as `add source` does
    Ingest(add::AddSource),
    /// Take the figures of a table, by a map of its columns
    Import(import::Import),
    /// Begin a subject, page, indicator or source
    New(new::New),
    /// Give a record another name, in all files
    Rename(rename::Rename),
    /// Write a language's words of the interface to a file to translate, what is missing first
    Words(words::Words),
    /// Print a shell's completions of the commands
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write all of them
    Man {
        /// Write a page for each command into this folder instead
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Print JSON Schemas of the content files
    Schema {
        /// Write a file for each into this folder instead, for an editor
        #[arg(long)]
        output: Option<PathBuf>,
    },
}

impl Command {
    /// The briefing's folder, for the commands that have one.
    pub fn root(&self) -> Option<&Path> {
        match self {
            Command::Build { root, .. }
            | Command::Verify { root, .. }
            | Command::Serve { root, .. }
            | Command::Check { root, .. } => Some(root.path()),
            Command::Cite { root, .. }
            | Command::Mcp { root }
            | Command::Record { root, .. }
            | Command::Audit { root, .. }
            | Command::Edition { root, .. } => Some(root),
            Command::Init(init) => Some(&init.dir),
            Command::Add(add) => Some(add.root()),
            Command::Ingest(source) => Some(&source.root),
            Command::Import(import) => Some(&import.root),
            Command::New(new) => Some(&new.root),
            Command::Rename(rename) => Some(&rename.root),
            Command::Words(words) => Some(&words.root),
            Command::Schema { .. } | Command::Completions { .. } | Command::Man { .. } => None,
        }
    }
}

/// The word of a style: the shipped ones are offered, but a briefing may have others.
#[derive(Clone, Debug)]
struct StyleWord;

impl TypedValueParser for StyleWord {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Style::ALL.iter().map(|style| PossibleValue::new(style.word).help(style.name))))
    }
}

/// Kinds of change to what was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChangeKind {
    /// Better data: the source or our knowledge changed
    Revision,
    /// Our error
    Correction,
    /// Said otherwise, meant the same
    Editorial,
    /// It no longer stands
    Withdrawal,
}

/// How problems are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text underlined, for a terminal
    Human,
    /// One JSON object
    Json,
    /// Annotations for a hosted runner
    Github,
}

/// Finishes what killed commands had begun to write, and says so.
///
/// # Errors
/// Where a file can be neither replaced nor left.
pub fn put_right(command: &Command) -> Result<(), Failure> {
    let Some(root) = command.root() else { return Ok(()) };
    let mut said = change::finish(root)?;
    let output = match command {
        Command::Build { output, .. } => Some(output.clone().unwrap_or_else(|| root.join("site"))),
        Command::Serve { .. } => Some(root.join("site")),
        _ => None,
    };
    if let Some(output) = output {
        said.extend(publish::recover(root, &output)?);
    }
    said.iter().for_each(|said| out::say(format!("note: {said}")));
    Ok(())
}
