"""The filled form of contacts as a spreadsheet: what may be read at all, where what stands, what it says."""
