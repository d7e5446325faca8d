"""Codes and arguments put into English and Japanese words. The only room that forms sentences."""

from weeklypm.wording.say import say

__all__ = ["say"]
