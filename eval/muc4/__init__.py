"""MUC-4 (1992): news on political violence in Latin America against hand-made templates of 24 slots.

    uv run python -m eval.muc4 ../shared/benchmarks/muc4

`templates` reads keys and responses, `match` compares one slot's fillers, `score` maps templates and tallies (the
official all-templates measure, without the human's interactive credit), `official` reads the 1992 reports.
"""
