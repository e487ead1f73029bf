/** The registration of articles with DataCite by its REST API. */
package org.offprint.registration.targets.datacite;
