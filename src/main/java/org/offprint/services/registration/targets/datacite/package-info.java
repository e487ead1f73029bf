/** Registration with DataCite through its REST API. */
package org.offprint.services.registration.targets.datacite;
