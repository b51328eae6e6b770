"""Where the project's own files lie and where a user's store and settings lie."""

from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent

# In a wheel `queries` and `data` lie inside the package; in a checkout or an editable install they lie beside it.
ROOT = PACKAGE if (PACKAGE / "queries").is_dir() else PACKAGE.parent
QUERIES = ROOT / "queries"
DATA = ROOT / "data"
CATALOGUES = DATA / "catalogues"
PROFILES = DATA / "profiles"


def user_store() -> Path:
    """Return the folder of the store that is opened when none is named."""
    return Path(platformdirs.user_data_dir("jindu")) / "store"


def sample_store() -> Path:
    """Return the folder of the labelled sample store that `jindu demo` builds."""
    return Path(platformdirs.user_data_dir("jindu")) / "sample"


def lakes_folder() -> Path:
    """Return the folder in which this machine keeps its own notes on each lake."""
    return Path(platformdirs.user_data_dir("jindu")) / "lakes"


def settings_file() -> Path:
    """Return the path of the user's settings file, which need not exist."""
    return Path(platformdirs.user_config_dir("jindu")) / "settings.toml"


def state_file() -> Path:
    """Return the path of what the console remembers from one time to the next, which need not exist."""
    return Path(platformdirs.user_state_dir("jindu")) / "remembered.json"


def picture_file() -> Path:
    """Return the path of the picture that was last on the screen, which need not exist."""
    return Path(platformdirs.user_cache_dir("jindu")) / "last-picture.json"


def fault_file() -> Path:
    """Return the file in which the details of Jindu's own last failure are kept."""
    return Path(platformdirs.user_state_dir("jindu")) / "last-failure.txt"
