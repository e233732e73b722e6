"""What a letter says, read in bounds: whatever somebody sends, a value comes out, no exception, in time that grows evenly.

The standard library's parser does the work in the fashion that keeps headers as they came (policy.compat32): the newer one
reads each header by a grammar whose time grows with the square of what a stranger wrote.
"""
