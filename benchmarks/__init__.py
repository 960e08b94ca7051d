"""Benchmarks: ratios against a limit measured in the same run, because machines are shared and noisy."""
