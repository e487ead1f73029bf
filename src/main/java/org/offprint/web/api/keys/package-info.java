/** API key resources for administrators. */
package org.offprint.web.api.keys;
