"""The pages of the window, a file or a folder each. Pages never import pages: they emit signals."""
