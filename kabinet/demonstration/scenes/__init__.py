"""What happens in one ticket of the demonstration, act by act, in the words of its story."""
