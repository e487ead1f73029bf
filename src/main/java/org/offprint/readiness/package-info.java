/** Rules of indexing services and registries, and which of them a record meets. */
package org.offprint.readiness;
