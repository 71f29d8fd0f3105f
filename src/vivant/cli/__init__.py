"""The commands: read, call one function, print."""
