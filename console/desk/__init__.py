"""The desk without a screen: analysts' SQL is checked, runs in a worker process, and is read in windows."""

from console.desk.answer import Answer
from console.desk.client import Client
from console.desk.confine import Limits
from console.desk.states import READY, Mark, State, Statistics, Unanswered
from console.store import StoreUnusable

__all__ = ["READY", "Answer", "Client", "Limits", "Mark", "State", "Statistics", "StoreUnusable", "Unanswered"]
