/* The driver for HEXONET's ISPAPI platform; docs/registrar.md says what it sends and how it reads answers. */
#ifndef BO_ISPAPI_H
#define BO_ISPAPI_H

#include "registrar/bo_registrar_driver.h"

extern const bo_registrar_driver_t bo_ispapi_driver;

#endif
