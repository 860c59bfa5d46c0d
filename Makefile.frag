# Additional make targets; `make` itself builds modules/ispapibackorder.so.

backorder-test:
	bash $(srcdir)/tests/run.sh

backorder-demo:
	bash $(srcdir)/tests/demo.sh

.PHONY: backorder-test backorder-demo
