"""The store on many machines: a lake of Parquet files whose catalogue is kept by PostgreSQL."""

from console.store.lake.place import Lake, is_lake, lake_at
from console.store.lake.store import LakeStore

__all__ = ["Lake", "LakeStore", "is_lake", "lake_at"]
