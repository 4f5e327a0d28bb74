"""The processes: who forks whom, who reaps whom. ``docs/processes.md`` has the drawing and what they say.

caller -> dispatch -> worker_server -> worker
                                    -> cell_server -> cell_shell (one a notebook)
"""
