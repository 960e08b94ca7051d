# The same commands for hands that type make: `make test ARGS="-k name"`.
.PHONY: bench drill help lint lock messages pages serve setup test

help bench drill lint lock messages pages serve setup test:
	@./dev $@ $(ARGS)
