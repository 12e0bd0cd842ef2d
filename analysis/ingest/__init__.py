"""Reading articles: one reader per format, encodings, dates, near-copies, and what is wrong with a corpus."""
