/** Matches references to articles in this service and counts citations. Precision has priority over recall. */
package org.offprint.services.citations;
