"""What a resident asks: drafts, co-signing, submission, and the way back in. Later rooms hear of it; it knows none of them."""
