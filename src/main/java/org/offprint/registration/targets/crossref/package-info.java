/** Crossref as a target of registrations: files by HTTPS, results by asking for them. */
package org.offprint.registration.targets.crossref;
