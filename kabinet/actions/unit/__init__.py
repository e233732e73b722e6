"""The unit of work of every act: lock, settle, compare versions, ask the law, write; all of it or nothing."""
