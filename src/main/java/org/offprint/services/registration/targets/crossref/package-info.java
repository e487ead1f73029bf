/** Registration with Crossref by HTTPS deposits, with polling for results. */
package org.offprint.services.registration.targets.crossref;
