/** Registration with Crossref by HTTPS deposits and polled results. */
package org.offprint.services.registration.targets.crossref;
