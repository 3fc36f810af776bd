"""From bodies to drafts, one file for each resource: what somebody asks for, before any rule is applied."""
