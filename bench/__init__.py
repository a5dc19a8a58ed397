"""The benchmark: a made-up factbook of any size, and other generators doing the same job on it."""
