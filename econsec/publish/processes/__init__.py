"""The processes: who forks whom, who buries whom.

caller -> dispatch -> worker_server -> worker
-> cell_server -> cell_shell (one a notebook)
"""
