"""The commands: parse, call one pipeline function, show the result."""
