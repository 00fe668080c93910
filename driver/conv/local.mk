# conv
