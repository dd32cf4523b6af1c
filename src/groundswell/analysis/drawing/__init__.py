"""Pictures of graphs: boxes in layers with arrows between them, as plain coordinates.

A template turns the coordinates into SVG. Whatever is a graph is drawn by this one layout.
"""

from groundswell.analysis.drawing.layered import Arrow, Box, Edge, Picture, lay_out

__all__ = ["Arrow", "Box", "Edge", "Picture", "lay_out"]
