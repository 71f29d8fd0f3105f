"""The face of the platform: page, components, forms. The lowest layer: it knows no model."""
