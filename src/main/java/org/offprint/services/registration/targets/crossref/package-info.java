/** Registration with Crossref, with HTTPS deposits and polling for results. */
package org.offprint.services.registration.targets.crossref;
