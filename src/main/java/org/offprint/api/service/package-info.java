/** What the service is and where everything is: the way in. */
package org.offprint.api.service;
