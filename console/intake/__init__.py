"""Taking in what agencies hand over: every file is inspected apart, and loads whole or not at all."""

from console.intake.load import load
from console.intake.loaded import Loaded, files_of
from console.intake.profile import Profile, read_profile

__all__ = ["Loaded", "Profile", "files_of", "load", "read_profile"]
