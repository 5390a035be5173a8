"""An edition ⇄ Markdown, and its proofs."""
