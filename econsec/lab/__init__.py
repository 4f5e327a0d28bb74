"""What an analyst has in a notebook beyond a script: completion, whose figures are shown, a folder to work in."""
