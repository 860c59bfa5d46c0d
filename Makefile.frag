# Additional make targets; `make` itself builds modules/ispapibackorder.so.
# They also work without a configured tree: make -f Makefile.frag package

backorder-test:
	bash $(or $(srcdir),.)/tests/run.sh

backorder-demo:
	bash $(or $(srcdir),.)/tests/demo.sh

package:
	bash $(or $(srcdir),.)/scripts/package.sh

.PHONY: backorder-test backorder-demo package
