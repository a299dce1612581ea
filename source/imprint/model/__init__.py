"""The content model and the record: frozen values, no input or output.

A Publication has sections with kinds; a section has blocks; a block has inlines; every node knows
its place in the source. There is no markup in the model.

Doors, where later features go in without moving a wall: ``Note.stream`` for further series of
notes; a further member of the ``Inline`` and ``Block`` unions for maths, citations, index marks and
cross-references; ``Node`` for what any element may carry (a medium or an edition that it is meant
for); ``Section`` for contributors and sources of its own; ``Attributes.direction`` for text from
right to left.
"""
