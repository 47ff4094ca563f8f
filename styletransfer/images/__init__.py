"""Pictures: read and written, as tensors, their colours, edges and frames."""
