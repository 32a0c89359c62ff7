<#import "commands.ftl" as c>
<#import "setup.ftl" as s>
<@s.introduction "an application access policy"/>
# Microsoft has replaced application access policies by RBAC for Applications (doctor setup --scope rbac) and advises against new ones.

<@s.application/>

# 3. The policy BEFORE the consent, or the app may send as everybody in between. Its group has to be a mail-enabled security group.
$group = New-DistributionGroup -Name '${name} senders' -Type Security -Members ${mailboxes?join(", ")}
New-ApplicationAccessPolicy -AppId $app.AppId -PolicyScopeGroupId $group.PrimarySmtpAddress -AccessRight RestrictAccess -Description '${name}'

# 4. Test. It tells what is set up; it may take an hour, and a day has been seen, until Graph goes by it.
<#list mailboxes as mailbox>
Test-ApplicationAccessPolicy -Identity ${mailbox} -AppId $app.AppId | Format-List Mailbox, AccessCheckResult   # has to say Granted
</#list>
<#list forbidden as mailbox>
Test-ApplicationAccessPolicy -Identity ${mailbox} -AppId $app.AppId | Format-List Mailbox, AccessCheckResult   # has to say Denied
</#list>

# 5. The consent, for the whole tenant as far as Entra goes. The policy does not hold for roles assigned by RBAC for Applications: assign none.
#    A permission that was consented to before is refused here as already there.
<@c.findGraph/>
<@c.consent "$principal.Id" "Mail.Send"/>
<#if largeMails>
<@c.consent "$principal.Id" "Mail.ReadWrite"/>
</#if>

<@s.properties 6/>

# 7. After an hour, on the application's machine: doctor --config application.properties --sender ${mailboxes[0]} --forbidden ${forbidden[0]}
#    Keep the mailbox in option forbiddenSender, so that the application's health check tells when the policy is gone.
