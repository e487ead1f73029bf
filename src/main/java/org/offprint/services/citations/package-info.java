/** Resolves references to articles in the store and counts citations; precision has priority over recall. */
package org.offprint.services.citations;
