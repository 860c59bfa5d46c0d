/* The drivers of the ISPAPI family: HEXONET's ISPAPI and CentralNic Reseller (CNR). What differs between them
 * stands in bo_ispapi_dialect.c and bo_cnr_*.c; docs/registrar.md says what is sent and how answers are read.
 */
#ifndef BO_ISPAPI_H
#define BO_ISPAPI_H

#include "registrar/bo_registrar_driver.h"

extern const bo_registrar_driver_t bo_ispapi_driver, bo_cnr_driver;

#endif
