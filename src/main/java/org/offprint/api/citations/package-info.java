/** What references of articles mean, as editors decide it, and articles about the same. */
package org.offprint.api.citations;
