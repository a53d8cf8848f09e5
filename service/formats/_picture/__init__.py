"""Pictures of features: drawn with numpy, Pillow's font for the text, written as palette PNG."""
