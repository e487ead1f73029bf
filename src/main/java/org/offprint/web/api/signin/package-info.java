/** REST resources for sign-in through an OpenID Connect provider, with their HTML pages. */
package org.offprint.web.api.signin;
